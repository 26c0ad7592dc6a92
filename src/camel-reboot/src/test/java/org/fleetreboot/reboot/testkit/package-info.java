/** What the tests of the components work with. */
@NullMarked
package org.fleetreboot.reboot.testkit;

import org.jspecify.annotations.NullMarked;
