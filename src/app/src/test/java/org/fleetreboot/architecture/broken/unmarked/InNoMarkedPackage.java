package org.fleetreboot.architecture.broken.unmarked;

final class InNoMarkedPackage {}
