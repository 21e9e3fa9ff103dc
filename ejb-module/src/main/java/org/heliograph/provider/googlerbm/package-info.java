/**
 * RCS over Google's RCS for Business (RBM) API.
 *
 * <p>Requests are asynchronous over HTTP/2, as many at a time as the account allows. Google ignores a message id it
 * already took, so ours is sent and a repetition is safe: 409 counts as accepted.
 */
package org.heliograph.provider.googlerbm;
