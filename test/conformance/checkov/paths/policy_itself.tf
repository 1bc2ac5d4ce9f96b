resource "acme_policy" "pass_text" {
  policy = "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\"}]}"
}

resource "acme_policy" "pass_value_not_known" {
  policy = var.unset
}

resource "acme_policy" "fail_missing" {
}

variable "unset" {
}
