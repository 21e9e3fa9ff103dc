/** The ground floor: settings, tenancy, persistence, errors, text, phone numbers, grids. Knows no domain. */
package org.heliograph.platform;
