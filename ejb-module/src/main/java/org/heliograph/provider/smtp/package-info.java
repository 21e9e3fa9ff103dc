/**
 * E-mail over SMTP, and the bounces that come back.
 *
 * <p>Each message leaves with an envelope sender of its own (VERP, {@code bounce+<id>@<bounce domain>}), so that a bounce
 * names its message without anything in the text being trusted. The listener takes nothing but such addresses. Only the
 * Jakarta Mail API is used: answers of the server are told from the texts of its exceptions.
 */
package org.heliograph.provider.smtp;
