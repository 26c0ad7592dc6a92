/** Each option of the Camel components in a YAML route, and what it does at a local hub. */
@NullMarked
package org.fleetreboot.app.options;

import org.jspecify.annotations.NullMarked;
