# Who calls the outer module chooses the version.
# pass
resource "random_id" "suffix" {
  byte_length = 4
}
