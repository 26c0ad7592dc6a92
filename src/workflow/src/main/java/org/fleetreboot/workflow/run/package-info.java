/** The rules for one run of a chain. */
@NullMarked
package org.fleetreboot.workflow.run;

import org.jspecify.annotations.NullMarked;
