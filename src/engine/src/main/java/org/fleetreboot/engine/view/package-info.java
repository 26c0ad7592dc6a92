/** Delivers the events to subscribers, in the form that people see. */
@NullMarked
package org.fleetreboot.engine.view;

import org.jspecify.annotations.NullMarked;
