/** The address of the page as state: the browser’s back button works, and links can be shared. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { readPageAddress, writePageAddress, type PageAddress } from '../page-address.js';

/** The address, and a way to change it, which makes an entry in the browser’s history. */
export function usePageAddress(): readonly [PageAddress, (address: PageAddress) => void] {
  const [address, setAddress] = useState(() => readPageAddress(location.search));
  useEffect(() => {
    const readAgain = () => {
      setAddress(readPageAddress(location.search));
    };
    addEventListener('popstate', readAgain);
    return () => {
      removeEventListener('popstate', readAgain);
    };
  }, []);
  const navigate = useCallback((changed: PageAddress) => {
    history.pushState(null, '', `${location.pathname}${writePageAddress(changed)}`);
    setAddress(changed);
  }, []);
  return [address, navigate];
}
