/** Several instances on a PostgreSQL that fails over, their faults, and what must hold. */
package io.github.scrappyddns.cluster;
