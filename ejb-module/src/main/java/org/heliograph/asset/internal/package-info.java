/** The domain's own parts. */
package org.heliograph.asset.internal;
