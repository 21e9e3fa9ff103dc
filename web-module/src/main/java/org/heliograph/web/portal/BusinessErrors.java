package org.heliograph.web.portal;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.io.IOException;
import java.util.Iterator;
import org.heliograph.platform.error.BusinessException;

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
                    CDI.current().select(Messages.class).get().refuse(e);
                    FacesContext.getCurrentInstance().renderResponse();
                    return true;
                }
                if (cause instanceof ViewExpiredException) {
                    return reload();
                }
            }
            return false;
        }

        /** The page was open too long, or the server restarted: show it anew. */
        private static boolean reload() {
            FacesContext faces = FacesContext.getCurrentInstance();
            try {
                faces.getExternalContext()
                        .redirect(faces.getExternalContext().getRequestContextPath()
                                + faces.getExternalContext().getRequestServletPath());
            } catch (IOException e) {
                throw new FacesException(e);
            }
            faces.responseComplete();
            return true;
        }
    }
}
