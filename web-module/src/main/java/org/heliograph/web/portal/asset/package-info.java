/** Assets: sender IDs. */
package org.heliograph.web.portal.asset;
