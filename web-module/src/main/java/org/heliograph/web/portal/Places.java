package org.heliograph.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Named;
import java.text.Collator;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.heliograph.platform.PhoneNumbers;

/** Countries and time zones to choose from. */
@Named
@RequestScoped
public class Places {

    /** Countries by name in the language of the page. */
    public List<SelectItem> getCountries() {
        Locale locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
        Collator order = Collator.getInstance(locale);
        List<SelectItem> items = new ArrayList<>();
        Stream.of(Locale.getISOCountries())
                .filter(PhoneNumbers::isCountry)
                .forEach(code -> items.add(new SelectItem(code, new Locale("", code).getDisplayCountry(locale))));
        items.sort((one, other) -> order.compare(one.getLabel(), other.getLabel()));
        return items;
    }

    public List<String> getZones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.contains("/") && !id.startsWith("SystemV/") || id.equals("UTC"))
                .sorted()
                .toList();
    }
}
