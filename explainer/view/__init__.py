"""What pages show: plain values, sorted and grouped, so that templates only print."""
