/**
 * What can go wrong in a way the user can do something about. Each has a stable code, which is also the key of its text
 * in the bundles ({@code error.<code>}) and the {@code code} of the API's problem documents.
 */
package org.heliograph.platform.error;
