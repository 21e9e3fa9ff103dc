/** API accesses. */
package org.heliograph.web.portal.apiaccess;
