/** What GraphiQL opens with: one tab each. The tests run them all. */
export const EXAMPLES: readonly string[] = [
  `# Dán khóa dịch vụ vào tab Headers, sau "Bearer " · paste a service key into the tab Headers, after "Bearer "
# Hồ sơ mới nhất, và đã lên các cổng chưa · the latest dossiers, and whether the portals have them
query HoSo {
  dossiers(first: 5) {
    totalCount
    edges {
      node {
        code
        state
        receivedAt
        dueAt
        procedure { code name }
        receivingUnit { name }
        applicant { name identityNumber }
        national: deliveries(portal: "national", first: 3) { kind state deliveredAt message }
        provincial: deliveries(portal: "provincial", first: 3) { kind state deliveredAt message }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  `# Có ổn không; nếu không, ở đâu và từ khi nào · is it healthy, and if not, where and since when
query TinhTrang {
  queues {
    health
    problems { health code message messageEn since where }
    portals {
      portal
      agencyCode
      health
      deliveries { state count }
      oldestReadyAgeSeconds
      breaker { state since reason }
      waiting { reason count since }
    }
    sources { source lastState lastDoneAt openQuarantine }
  }
}
`,
  `# Lượt gửi cần cán bộ xử lý · deliveries that need a person
query CanXuLy {
  deliveries(first: 10, states: [HELD, REFUSED, EXHAUSTED]) {
    edges {
      node {
        id
        portal
        state
        holdReason
        holdField
        code
        message
        dossier { code }
        notice { code title }
        attempts { number outcome httpStatus at }
      }
    }
  }
}
`,
  `# Bản ghi bị cách ly và lý do · quarantined records and why
query CachLy {
  quarantine(first: 10, states: [OPEN]) {
    totalCount
    edges { node { source key place { file line row } problems { field code message } lastSeenAt } }
  }
}
`,
  `# Theo dõi lượt gửi đã xong · follow deliveries as they settle
subscription TheoDoi {
  deliverySettled {
    resumeFrom
    delivery { portal kind state holdReason message dossier { code } notice { code title } }
  }
}
`,
];
