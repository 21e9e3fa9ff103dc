/** Files for the public. */
package org.heliograph.web.files;
