/** What people and scripts ask of the runs and devices of a journal: filters, times and pages. */
@NullMarked
package org.fleetreboot.app.query;

import org.jspecify.annotations.NullMarked;
