data "acme_document" "pass_narrow" {
  statement {
    actions = ["s3:GetObject"]
  }
}

resource "acme_role" "pass_narrow" {
  document = data.acme_document.pass_narrow.json
}

data "acme_document" "fail_broad" {
  statement {
    actions = ["s3:GetObject"]
  }
  statement {
    actions = ["*"]
  }
}

resource "acme_role" "fail_broad" {
  document = data.acme_document.fail_broad.json
}
