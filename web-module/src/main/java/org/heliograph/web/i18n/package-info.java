/** Texts in English and Spanish: one property file per domain and language, merged into the bundle {@code text}. */
package org.heliograph.web.i18n;
