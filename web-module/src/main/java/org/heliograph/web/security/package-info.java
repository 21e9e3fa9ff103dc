/** Who is at the other end: sign-in by session for the portal, keys for the API, headers that protect the browser. */
package org.heliograph.web.security;
