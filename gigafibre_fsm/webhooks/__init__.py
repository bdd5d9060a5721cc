"""What outside systems tell us: verified, kept once under the name of the event, done in a job."""
