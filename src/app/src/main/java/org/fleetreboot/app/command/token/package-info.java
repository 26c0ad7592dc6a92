/** The commands that give and take tokens. */
@NullMarked
package org.fleetreboot.app.command.token;

import org.jspecify.annotations.NullMarked;
