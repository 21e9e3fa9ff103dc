/** How keys are stored, and what is remembered for a few seconds to answer fast. */
package org.heliograph.apiaccess.internal;
