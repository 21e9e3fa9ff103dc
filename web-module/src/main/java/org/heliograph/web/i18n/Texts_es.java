package org.heliograph.web.i18n;

/** All texts of the portal in Spanish. */
public class Texts_es extends Texts {

    public Texts_es() {
        super("es");
    }
}
