/** The rules for one device: when a call is sent, and what proves its reboot. */
@NullMarked
package org.fleetreboot.workflow.device;

import org.jspecify.annotations.NullMarked;
