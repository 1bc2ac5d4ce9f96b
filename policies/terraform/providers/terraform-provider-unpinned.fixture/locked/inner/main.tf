# The lock file records 3.7.2.
# pass
resource "random_id" "suffix" {
  byte_length = 4
}

# fail
resource "time_static" "created" {
}
