export { answerCommand, type AnswerContext, type CommentedLines } from "./commands/answer.js";
export { commandUsage, parseCommand, type CommentCommand } from "./commands/parse-command.js";
export {
  artifactJsonSchema,
  artifactVersion,
  readArtifact,
  writeArtifact,
  type Artifact,
  type ReadArtifact,
} from "./artifact/artifact.js";
export { ChangeIndex, type ChangedFile, type ChangeSet, type Hunk, type LineRange } from "./change/change-set.js";
export { readChangeSet } from "./change/diff.js";
export {
  mark,
  markOf,
  type Annotation,
  type Check,
  type Conversation,
  type ReviewComment,
} from "./conversation/conversation.js";
export {
  conversationOptions,
  maximumCommentsOf,
  type ConversationOptions,
  type HostManners,
  type LinkedPlace,
} from "./conversation/options.js";
export { writeTranscript } from "./conversation/transcript.js";
export { writeConversation } from "./conversation/write-conversation.js";
export type { BaseConfiguration } from "./engine/base-configuration.js";
export { createRecordCache, type KeptRecord, type RecordCache } from "./engine/record-cache.js";
export { ReviewError } from "./engine/review-error.js";
export { reviewRepository, type ReviewedRepository, type ReviewRequest } from "./engine/review-repository.js";
export {
  HostError,
  type CodeHost,
  type PostedConversation,
  type RefusedComment,
  type Thread,
} from "./host/code-host.js";
export { planOperations, type Operations } from "./publish/operations.js";
export { publishProblem, writeProblem, type ReviewProblem } from "./publish/problem.js";
export { publishConversation, publishWithRetries, type Published, type PublishingOptions } from "./publish/publish.js";
export { readCodeOwners, type CodeOwners } from "./review/code-owners.js";
export { makeReview, type ComparedRevisions, type ReviewInput } from "./review/make-review.js";
export { placeFinding } from "./review/place.js";
export type { Drift, PlannedChange, PlannedChanges } from "./review/planned-changes.js";
export type { NotReviewed, Placement, Review, ReviewedFinding, Suggestion } from "./review/review.js";
export { createGitHubClient, type GitHubAccess, type GitHubClient } from "./host/github/client.js";
export { uploadSarif, type UploadedSarif } from "./host/github/upload-sarif.js";
export { createGitHubHost, type GitHubHostOptions, type GitHubPullRequest } from "./host/github/github-host.js";
export { createGitLabClient, type GitLabAccess } from "./host/gitlab/client.js";
export { createGitLabHost, type GitLabHostOptions, type GitLabMergeRequest } from "./host/gitlab/gitlab-host.js";
export { createBitbucketClient, type BitbucketAccess } from "./host/bitbucket/client.js";
export {
  createBitbucketHost,
  type BitbucketHostOptions,
  type BitbucketPullRequest,
} from "./host/bitbucket/bitbucket-host.js";
export type { RestAnswer, RestClient, RestRequest } from "./host/rest/client.js";
export { findBase, prepareArtifact, publishReview, type ReviewToPublish } from "./shells/publish-review.js";
export {
  publishingHosts,
  publishTarget,
  type Environment,
  type PublishOptions,
  type PublishTarget,
  type ReviewedCommits,
} from "./shells/publish-target.js";
