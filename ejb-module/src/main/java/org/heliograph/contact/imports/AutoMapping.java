package org.heliograph.contact.imports;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.heliograph.contact.Attribute;

/** Guesses from a column's name what it holds: the number, or an attribute of the same name or of a usual synonym. */
final class AutoMapping {

    /** Most telling first. */
    private static final List<String> PHONE = List.of(
            "phonenumber",
            "phone",
            "msisdn",
            "mobile",
            "mobilephone",
            "mobilenumber",
            "cell",
            "cellphone",
            "phone1",
            "tel",
            "telephone",
            "telefono",
            "movil",
            "numero",
            "number",
            "contactnumber",
            "whatsapp");

    private static final List<List<String>> SYNONYMS = List.of(
            List.of("name", "firstname", "givenname", "forename", "nombre", "fname"),
            List.of("surname", "lastname", "familyname", "apellido", "apellidos", "lname"),
            List.of("email", "mail", "emailaddress", "correo", "correoelectronico"),
            List.of("city", "town", "ciudad", "localidad"),
            List.of("country", "pais", "countryname"),
            List.of("address", "street", "streetaddress", "direccion", "domicilio"),
            List.of("birthday", "birthdate", "dateofbirth", "dob", "fechadenacimiento", "nacimiento", "cumpleanos"),
            List.of("gender", "sex", "genero", "sexo"),
            List.of("age", "edad"),
            List.of("jobtitle", "job", "position", "title", "cargo", "puesto"),
            List.of("company", "companyname", "organization", "organisation", "empresa"),
            List.of("zip", "zipcode", "postalcode", "postcode", "codigopostal"),
            List.of("web", "website", "url", "homepage", "sitioweb"),
            List.of("state", "province", "region", "estado", "provincia"));

    private AutoMapping() {}

    /**
     * @param phoneColumn null if no name tells
     * @param attributeColumns ids of attributes by column
     */
    record Mapping(Integer phoneColumn, Map<Integer, Long> attributeColumns) {}

    static Mapping of(List<String> headers, List<Attribute> attributes) {
        List<String> names = new ArrayList<>();
        headers.forEach(header -> names.add(plain(header)));
        Integer phone = PHONE.stream()
                .map(names::indexOf)
                .filter(column -> column >= 0)
                .findFirst()
                .orElse(null);
        Map<String, Long> byName = new HashMap<>();
        attributes.forEach(attribute -> byName.putIfAbsent(plain(attribute.getName()), attribute.getId()));
        Map<Integer, Long> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Long attribute = find(names.get(i), byName);
            if (attribute != null && !columns.containsValue(attribute) && (phone == null || phone != i)) {
                columns.put(i, attribute);
            }
        }
        return new Mapping(phone, columns);
    }

    private static Long find(String name, Map<String, Long> byName) {
        if (name.isEmpty()) {
            return null;
        }
        if (byName.containsKey(name)) {
            return byName.get(name);
        }
        return SYNONYMS.stream()
                .filter(group -> group.contains(name))
                .flatMap(List::stream)
                .map(byName::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Letters and digits in lower case, without accents: "E-Mail address" and "email_address" are the same. */
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toLowerCase(Locale.ROOT);
    }
}
