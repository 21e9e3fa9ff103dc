package org.heliograph.web.portal;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.FacesException;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.PhaseId;
import java.io.IOException;
import java.util.Iterator;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.error.ForbiddenException;
import org.heliograph.platform.error.NotFoundException;

/** Shows what a business rule refused as a message on the page, so that no bean needs a try/catch for it. */
public class BusinessErrors extends ExceptionHandlerFactory {

    public BusinessErrors(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new Handler(getWrapped().getExceptionHandler());
    }

    private static final class Handler extends ExceptionHandlerWrapper {

        private static final System.Logger LOGGER = System.getLogger(BusinessErrors.class.getName());

        Handler(ExceptionHandler wrapped) {
            super(wrapped);
        }

        @Override
        public void handle() {
            Iterator<ExceptionQueuedEvent> events =
                    getUnhandledExceptionQueuedEvents().iterator();
            while (events.hasNext()) {
                Throwable thrown = events.next().getContext().getException();
                if (handled(thrown)) {
                    events.remove();
                }
            }
            super.handle();
        }

        private static boolean handled(Throwable thrown) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof BusinessException e) {
                    FacesContext faces = FacesContext.getCurrentInstance();
                    if (!faces.isPostback() && (e instanceof ForbiddenException || e instanceof NotFoundException)) {
                        return becomeErrorPage(faces, e instanceof ForbiddenException ? 403 : 404);
                    }
                    CDI.current().select(Messages.class).get().refuse(e);
                    FacesContext.getCurrentInstance().renderResponse();
                    return true;
                }
                if (cause instanceof ViewExpiredException) {
                    return reload();
                }
            }
            return staysOnPage(thrown);
        }

        /** An action that failed leaves the page as it is, with what was typed; PrimeFaces would go to an error page. */
        private static boolean staysOnPage(Throwable thrown) {
            FacesContext faces = FacesContext.getCurrentInstance();
            if (!faces.getPartialViewContext().isAjaxRequest()
                    || faces.getCurrentPhaseId() == PhaseId.RENDER_RESPONSE
                    || faces.getCurrentPhaseId() == PhaseId.RESTORE_VIEW) {
                return false;
            }
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "An action of " + faces.getViewRoot().getViewId() + " failed.",
                    thrown);
            CDI.current().select(Messages.class).get().add(FacesMessage.SEVERITY_ERROR, "frame.failed");
            faces.validationFailed();
            faces.renderResponse();
            return true;
        }

        /** A page that may not be opened, or shows what is not there, has nothing to put a message on. */
        private static boolean becomeErrorPage(FacesContext faces, int status) {
            try {
                faces.getExternalContext().responseSendError(status, null);
            } catch (IOException e) {
                throw new FacesException(e);
            }
            faces.responseComplete();
            return true;
        }

        /** The page was open too long, or the server restarted: show it anew. */
        private static boolean reload() {
            FacesContext faces = FacesContext.getCurrentInstance();
            try {
                faces.getExternalContext().redirect(address(faces.getExternalContext()));
            } catch (IOException e) {
                throw new FacesException(e);
            }
            faces.responseComplete();
            return true;
        }

        /** The page with the parameters it was opened with, which a form does not send. */
        private static String address(ExternalContext external) {
            String path = external.getRequestContextPath() + external.getRequestServletPath();
            String referer = external.getRequestHeaderMap().get("Referer");
            int query = referer == null ? -1 : referer.indexOf(path + "?");
            return query < 0 ? path : referer.substring(query);
        }
    }
}
