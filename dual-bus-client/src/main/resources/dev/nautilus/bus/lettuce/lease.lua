-- One round of the lease on a stream and its retries: taken when it is free, kept when it is ours.
-- KEYS[1] stream, KEYS[2] its retries, KEYS[3] lease, KEYS[4] who wants it
-- ARGV[1] group, ARGV[2] consumer, ARGV[3] lease time in ms, ARGV[4] '1' when it may be taken,
-- ARGV[5] '1' when it is ours by right, so that a holder without that right is told
local owner = redis.call('GET', KEYS[3])
local answer = 'KEPT'
if owner ~= ARGV[2] then
  if owner then
    if ARGV[5] == '1' then
      redis.call('SET', KEYS[4], ARGV[2], 'PX', ARGV[3])
    end
    return 'HELD ' .. redis.call('PTTL', KEYS[3]) .. ' ' .. owner
  end
  if ARGV[4] ~= '1' then
    return 'FREE'
  end
  redis.call('SET', KEYS[3], ARGV[2], 'PX', ARGV[3])
  redis.call('DEL', KEYS[4])
  answer = 'TAKEN'
else
  redis.call('PEXPIRE', KEYS[3], ARGV[3])
end
local third = math.floor(tonumber(ARGV[3]) / 3)
for i = 1, 2 do
  local owed = redis.pcall('XPENDING', KEYS[i], ARGV[1])
  if owed.err then
    answer = answer .. ' NOGROUP'
  elseif owed[1] > 0 then
    for _, consumer in ipairs(owed[4]) do
      if consumer[1] ~= ARGV[2] then
        answer = answer .. ' OWED'
      else
        -- What is in hand for long says that it still is.
        local old = redis.call('XPENDING', KEYS[i], ARGV[1], 'IDLE', third, '-', '+', 500, ARGV[2])
        for _, entry in ipairs(old) do
          -- From 7.0 on XCLAIM drops what is trimmed without a word: its reader is to find and tell it.
          if #redis.call('XRANGE', KEYS[i], entry[1], entry[1]) > 0 then
            redis.call('XCLAIM', KEYS[i], ARGV[1], ARGV[2], 0, entry[1], 'JUSTID')
          end
        end
      end
    end
  end
end
local wants = redis.call('GET', KEYS[4])
if wants and wants ~= ARGV[2] then
  answer = answer .. ' WANTED'
end
return answer
