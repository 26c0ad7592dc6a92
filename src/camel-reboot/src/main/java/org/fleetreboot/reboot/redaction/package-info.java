/** Texts for people without the secrets that they may hold. */
@NullMarked
package org.fleetreboot.reboot.redaction;

import org.jspecify.annotations.NullMarked;
