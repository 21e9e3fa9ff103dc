/** Pages of broadcasts, and the forms of their message constructors. */
package org.heliograph.web.portal.broadcast;
