/** How accounts are stored and kept connected. */
package org.heliograph.channel.internal;
