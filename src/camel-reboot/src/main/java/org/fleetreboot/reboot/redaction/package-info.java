/** Removes secrets from texts for people. */
@NullMarked
package org.fleetreboot.reboot.redaction;

import org.jspecify.annotations.NullMarked;
