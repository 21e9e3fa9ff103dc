/** The pages of contacts, targets and imports. */
package org.heliograph.web.portal.contact;
