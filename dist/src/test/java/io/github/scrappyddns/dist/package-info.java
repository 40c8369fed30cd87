/** Tests that install what users install, each on a ground of its own. */
package io.github.scrappyddns.dist;
