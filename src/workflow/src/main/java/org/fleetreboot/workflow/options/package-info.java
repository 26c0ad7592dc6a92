/** What a group may be asked for: how devices are called, how fast, when, and what stops it. */
@NullMarked
package org.fleetreboot.workflow.options;

import org.jspecify.annotations.NullMarked;
