/** The carriers' way in: reports and inbound messages by HTTP. */
package org.heliograph.web.webhook;
