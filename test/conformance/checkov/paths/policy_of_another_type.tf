resource "acme_thing" "fail_text" {
  policy = "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\"}]}"
}
