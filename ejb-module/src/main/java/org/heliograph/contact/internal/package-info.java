/** Repositories and rules of contacts; nobody else's. */
package org.heliograph.contact.internal;
