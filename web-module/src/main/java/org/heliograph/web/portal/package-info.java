/**
 * The portal's pages. The page {@code /contact/import.xhtml} has the bean {@code web.portal.contact.ContactImportBean};
 * beans load, delegate, message and navigate.
 */
package org.heliograph.web.portal;
