package org.heliograph.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.contact.AttributeService;

/** Attributes that can be put into a message. */
@Named
@RequestScoped
public class PlaceholderNames {

    @Inject
    private AttributeService attributes;

    private List<String> names;

    public List<String> getNames() {
        if (names == null) {
            names = new ArrayList<>(List.of("phoneNumber"));
            attributes.names().stream().filter(name -> !names.contains(name)).forEach(names::add);
        }
        return names;
    }
}
