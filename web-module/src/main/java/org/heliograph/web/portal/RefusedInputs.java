package org.heliograph.web.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.component.UIInput;
import jakarta.faces.component.UIMessage;
import jakarta.faces.component.visit.VisitContext;
import jakarta.faces.component.visit.VisitHint;
import jakarta.faces.component.visit.VisitResult;
import jakarta.faces.context.FacesContext;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the input a refusal is about: the one of the submitted form whose id, or whose attribute {@code field}, is the
 * field's name.
 */
@ApplicationScoped
public class RefusedInputs {

    /** Marks the input as wrong; null if there is none, or no place for its message. */
    String mark(FacesContext faces, String field) {
        String[] found = new String[1];
        Set<String> places = new HashSet<>();
        Set<String> ids = new HashSet<>();
        faces.getViewRoot()
                .visitTree(
                        VisitContext.createVisitContext(faces, null, EnumSet.of(VisitHint.SKIP_UNRENDERED)),
                        (context, component) -> {
                            if (component instanceof UIForm form && !isSubmitted(faces, form)) {
                                return VisitResult.REJECT;
                            }
                            if (component instanceof UIMessage message) {
                                places.add(message.getFor());
                            } else if (component instanceof UIInput input && found[0] == null && isOf(input, field)) {
                                found[0] = input.getClientId(faces);
                                ids.add(input.getId());
                                keepTyped(faces, input);
                            }
                            return VisitResult.ACCEPT;
                        });
        return places.containsAll(ids) ? found[0] : null;
    }

    /** An invalid input shows what was submitted, so it is marked only if that is known. */
    private static void keepTyped(FacesContext faces, UIInput input) {
        String typed = faces.getExternalContext().getRequestParameterMap().get(input.getClientId(faces));
        if (typed != null) {
            input.setSubmittedValue(typed);
            input.setValid(false);
        }
    }

    /** Unlike {@link UIForm#isSubmitted()} also true if only a part of the form is processed. */
    private static boolean isSubmitted(FacesContext faces, UIForm form) {
        return faces.getExternalContext().getRequestParameterMap().containsKey(form.getClientId(faces));
    }

    private static boolean isOf(UIComponent input, String field) {
        return field.equals(input.getId()) || field.equals(input.getAttributes().get("field"));
    }
}
