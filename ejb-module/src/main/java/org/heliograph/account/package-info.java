/**
 * Companies, their users, what each may do, and how they sign in.
 *
 * <p>Permissions are data of roles; a user's are the union over the user's roles, read at sign-in and valid for the
 * session, so a new role takes effect at the next sign-in.
 */
package org.heliograph.account;
