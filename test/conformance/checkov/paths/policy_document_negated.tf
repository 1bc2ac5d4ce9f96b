resource "acme_policy" "fail_text" {
  policy = "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\"}]}"
}

resource "acme_policy" "pass_other" {
  policy = jsonencode({ Statement = [{ Action = "s3:Get" }] })
}

resource "acme_policy" "pass_missing" {
}
