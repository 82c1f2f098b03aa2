/** The HTTP edge: what every answer carries, the routes, and where errors end. */
import express, { type Express, type RequestHandler } from 'express';
import { AppError } from '../errors/app-error.js';
import { createAdmission } from './admission.js';
import type { AppOptions } from './app-options.js';
import { stripBasePath } from './base-path.js';
import { answerErrors } from './error-handler.js';
import { addEvaluateRoute } from './evaluate-route.js';
import { useMessageClasses } from './messages.js';
import { observeRequests } from './observe-requests.js';
import { addOperationsRoutes } from './operations-routes.js';
import { addPublicRoutes } from './public-routes.js';
import { addServiceRoutes } from './service-routes.js';
import { addSmartAppRoutes } from './smart-app-routes.js';

export type { AppOptions, EvidencePages, FeedbackCall, Readiness } from './app-options.js';

/**
 * The express application of the service. It does not listen and knows no configuration; everything it calls comes
 * in with the options. Every answer carries X-Request-Id, and every 4xx/5xx body but that of 401 is an OperationOutcome.
 */
export function createApp(options: AppOptions): Express {
  const app = express();
  useMessageClasses(app);
  app.disable('x-powered-by');
  // Answers are not to be cached, so hashing each of them would be for nothing.
  app.disable('etag');
  app.enable('case sensitive routing');

  app.use(observeRequests(options), secureByDefault, stripBasePath(options.basePath));
  // Places of their own: whoever can reach the app's route is not known until the EHR has been asked.
  addServiceRoutes(app, options, createAdmission(options.admission));
  addEvaluateRoute(app, options, createAdmission(options.admission));
  addSmartAppRoutes(app, options);
  addPublicRoutes(app, options);
  addOperationsRoutes(app, options);
  options.mount?.(app);
  app.use(() => {
    throw new AppError('NOT_FOUND');
  });
  app.use(answerErrors());
  return app;
}

/** Routes with something to show or to keep (pages, the code system) replace what they need to. */
const secureByDefault: RequestHandler = (_request, response, next) => {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  next();
};
