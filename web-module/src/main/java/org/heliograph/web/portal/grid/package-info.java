/** The one grid of the portal, behind the tag {@code h:grid}: what every table shares. */
package org.heliograph.web.portal.grid;
