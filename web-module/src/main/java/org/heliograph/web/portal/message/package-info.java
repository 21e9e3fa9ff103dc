/** Event detail records and exports. */
package org.heliograph.web.portal.message;
