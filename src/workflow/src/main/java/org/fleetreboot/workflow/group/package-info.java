/** The rules for one group: when it stops, and how it ends. */
@NullMarked
package org.fleetreboot.workflow.group;

import org.jspecify.annotations.NullMarked;
